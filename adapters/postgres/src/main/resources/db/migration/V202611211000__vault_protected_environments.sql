-- Protected environments: only admins, and service tokens made for them, read or write them.

alter table environments add column is_protected boolean not null default false;
