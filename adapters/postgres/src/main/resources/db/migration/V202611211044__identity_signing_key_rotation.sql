-- Signing keys are rotated: the role for what is over all orgs takes old ones away, and can't read any.

grant select (kid, created_at), delete on signing_keys to cofferdam_system;
