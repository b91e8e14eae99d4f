-- The first settings of environments that are older than the table of settings: the migration that
-- made it did not see them, since row-level security was forced on their table again by then.

alter table environments no force row level security;
alter table environment_settings no force row level security;

insert into environment_settings
  (org_id, environment_id, version, name, parent_id, is_protected, changed_at)
select e.org_id, e.environment_id, 0, e.name, null, e.is_protected, e.created_at
from environments e
where not exists (
  select from environment_settings s
  where s.org_id = e.org_id and s.environment_id = e.environment_id and s.version = 0);

alter table environments force row level security;
alter table environment_settings force row level security;
