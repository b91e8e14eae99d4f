-- The group commit puts entries of many orgs behind their chains in one statement. It works as cofferdam_app, in
-- transactions that name the orgs as app.orgs and no single one as app.org. There it can move those orgs' heads and add
-- entries and usage, and neither read an entry nor reach any other table: no other policy knows app.orgs.

create policy group_commit_reads on ledger_heads for select to cofferdam_app
  using (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));
create policy group_commit_moves on ledger_heads for update to cofferdam_app
  using (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));
create policy group_commit_adds on audit_entries for insert to cofferdam_app
  with check (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));
create policy group_commit_adds on usage_records for insert to cofferdam_app
  with check (org_id = any((select string_to_array(current_setting('app.orgs', true), ',')::uuid[])::uuid[]));
