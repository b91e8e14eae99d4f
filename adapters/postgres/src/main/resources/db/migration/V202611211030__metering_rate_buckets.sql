-- Token buckets that all nodes share. A row is asked for by a node that leases a batch of tokens, not by every request.

create table rate_buckets (
  bucket      text primary key check (length(bucket) between 1 and 200),
  tokens      double precision not null check (tokens >= 0),
  refilled_at timestamptz not null,
  granted     bigint not null check (granted >= 0)
);
comment on table rate_buckets is
  'rls-exempt: how many requests a credential, an org or an address has left; asked for before any org is known';
create index rate_buckets_idle on rate_buckets (refilled_at);
grant select, insert, update, delete on rate_buckets to cofferdam_app;
