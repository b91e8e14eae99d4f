-- Archives that people upload for pipelines. Their bytes are contents, which go when nobody used them.

grant update (expires_at) on contents to cofferdam_app;

create table uploads (
  org_id       uuid not null,
  upload_id    uuid not null,
  format       text not null check (format in ('zip', 'tar', 'tar.gz')),
  size         bigint not null check (size > 0),
  sha256       bytea not null check (octet_length(sha256) = 32),
  packed_bytes integer not null check (packed_bytes > 0),
  files        integer not null check (files >= 0),
  created_by   uuid not null,
  created_at   timestamptz not null,
  primary key (org_id, upload_id),
  foreign key (org_id, upload_id) references contents (org_id, content_id) on delete cascade
);
alter table uploads enable row level security;
alter table uploads force row level security;
create policy tenant on uploads to cofferdam_app
  using (org_id = (select nullif(current_setting('app.org', true), '')::uuid));
grant select, insert on uploads to cofferdam_app;

-- A run outlives what it was made from.
alter table runs add column upload_id uuid;
alter table runs add column retry_of uuid;
alter table runs add check (upload_id is null or repo_url is null);
alter table runs add foreign key (org_id, retry_of) references runs (org_id, run_id);
