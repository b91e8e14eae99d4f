-- Letters about runs that failed may be left out too.

alter table muted_topics drop constraint muted_topics_topic_check;
alter table muted_topics add check (topic in ('invitation_reminders', 'sign_up_attempts', 'failed_runs'));
