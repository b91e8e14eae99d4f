-- From where sessions are used, how often something was tried, and which letters somebody does not want.

alter table sessions
  add column used_at    timestamptz,
  add column ip         text check (length(ip) <= 100),
  add column user_agent text check (length(user_agent) between 1 and 200);
update sessions set used_at = created_at;
alter table sessions alter column used_at set not null;
grant delete on sessions, refresh_tokens to cofferdam_app;

create table attempts (
  key          text primary key check (length(key) between 1 and 200),
  count        integer not null check (count >= 0),
  last_at      timestamptz not null,
  succeeded_at timestamptz
);
comment on table attempts is
  'rls-exempt: counts of log-ins by hashes of address and account, before anybody is known';
create index attempts_last_at on attempts (last_at);
grant select, insert, update, delete on attempts to cofferdam_app;

create table muted_topics (
  user_id uuid not null references users,
  topic   text not null check (topic in ('invitation_reminders', 'sign_up_attempts')),
  primary key (user_id, topic)
);
comment on table muted_topics is
  'rls-exempt: letters that a person does not want, whichever org they are about';
grant select, insert, delete on muted_topics to cofferdam_app;
