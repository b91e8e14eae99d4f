-- People whom other issuers vouch for. An address says who somebody is only where they log in with it: issuers may
-- say any, or none.

alter table users add column logs_in boolean not null default true;
alter table users alter column email drop not null;
alter table users add constraint users_log_in_by_email check (email is not null or not logs_in);
alter table users drop constraint users_email_key;
create unique index users_login on users (email) where logs_in;

create table external_identities (
  issuer     text not null check (length(issuer) between 1 and 255),
  subject    text not null check (length(subject) between 1 and 600),
  user_id    uuid not null unique references users,
  said_at    timestamptz not null,
  removed_at timestamptz,
  primary key (issuer, subject)
);
comment on table external_identities is
  'rls-exempt: what issuers call people, which finds the person before any org is known';
grant select, insert, update on external_identities to cofferdam_app;
