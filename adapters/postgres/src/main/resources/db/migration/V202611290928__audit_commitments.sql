-- An audit entry may commit to rows that are written with it: SHA-256 over what they say, in hexadecimal. Older
-- entries, and those that go with no rows, have none.

alter table audit_entries
  add column commitment text not null default '' check (commitment ~ '^([0-9a-f]{64})?$');
