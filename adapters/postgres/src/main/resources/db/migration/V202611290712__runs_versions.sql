-- Which runs got a version of a secret.

create index run_secrets_version on run_secrets (org_id, environment_id, name, version, run_id);
