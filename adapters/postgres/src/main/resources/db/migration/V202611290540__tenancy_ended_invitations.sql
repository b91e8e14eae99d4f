-- Invitations that ended long ago are forgotten when the next one is sent.

grant delete on invitations to cofferdam_app;
create index invitations_ended on invitations (org_id, expires_at) where status <> 'pending';
