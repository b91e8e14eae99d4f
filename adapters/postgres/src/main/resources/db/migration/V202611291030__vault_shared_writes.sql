-- Writes of secrets join the group commit: for the orgs that its statement names, it also makes the next version of a
-- key that has one. That means to find the key and its environment, by what it has to know of them already: so it may
-- read those two tables for these orgs. Values and proofs it adds, and can't read.

create policy group_commit_reads on secrets for select to cofferdam_app
  using (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));
create policy group_commit_moves on secrets for update to cofferdam_app
  using (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));
create policy group_commit_reads on environments for select to cofferdam_app
  using (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));
create policy group_commit_moves on environments for update to cofferdam_app
  using (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));
create policy group_commit_adds on secret_versions for insert to cofferdam_app
  with check (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));
create policy group_commit_adds on secret_proofs for insert to cofferdam_app
  with check (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));

-- It tells those who follow the org's events too, and sees whether any endpoint of the org waits for them.
create policy group_commit_adds on org_events for insert to cofferdam_app
  with check (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));
create policy group_commit_reads on webhook_endpoints for select to cofferdam_app
  using (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));
