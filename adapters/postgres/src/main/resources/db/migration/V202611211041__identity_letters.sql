-- Letters that are not sent yet. They carry addresses and tokens in clear, so they lie here sealed, and are deleted when
-- they were sent, or when nobody took them for three days.

create table letters (
  letter_id  uuid primary key,
  sealed     bytea not null,
  written_at timestamptz not null
);
comment on table letters is
  'rls-exempt: sealed letters to people, who belong to several orgs or to none';
grant select, insert, delete on letters to cofferdam_app;
