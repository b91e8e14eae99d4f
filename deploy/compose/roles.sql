-- Runs once, on an empty data volume, as PostgreSQL's superuser. Three roles for Cofferdam: the owner migrates, app
-- serves under row-level security, system does what crosses tenants, as far as policies let it; the server refuses to start
-- where one of these two could look past the policies. And one for Temporal, with its own databases.
\getenv owner_password COFFERDAM_OWNER_PASSWORD
\getenv app_password COFFERDAM_APP_PASSWORD
\getenv system_password COFFERDAM_SYSTEM_PASSWORD
\getenv temporal_password TEMPORAL_DB_PASSWORD

CREATE ROLE cofferdam_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE cofferdam_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app_password';
CREATE ROLE cofferdam_system LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'system_password';
CREATE ROLE temporal LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'temporal_password';

CREATE DATABASE cofferdam OWNER cofferdam_owner;
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;

-- Who may enter which database. In it, schema public belongs to the database's owner, and what app and system may
-- do with a table is granted by the migration that makes it.
REVOKE ALL ON DATABASE cofferdam, temporal, temporal_visibility, postgres, template1 FROM PUBLIC;
GRANT CONNECT ON DATABASE cofferdam TO cofferdam_app, cofferdam_system;
