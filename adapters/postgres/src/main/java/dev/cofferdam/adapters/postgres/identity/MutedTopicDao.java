package dev.cofferdam.adapters.postgres.identity;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Letters that people don't want. */
interface MutedTopicDao {
  @SqlUpdate("delete from muted_topics where user_id = :user and topic <> all(:topics)")
  void removeOthers(UUID user, List<String> topics);

  @SqlUpdate(
      """
      insert into muted_topics (user_id, topic) select :user, unnest(:topics)
      on conflict do nothing
      """)
  void add(UUID user, List<String> topics);

  @SqlQuery("select topic from muted_topics where user_id = :user")
  List<String> find(UUID user);

  @SqlQuery(
      """
      select exists (
        select from muted_topics m join users u on u.user_id = m.user_id
        where u.email = :email and u.logs_in and m.topic = :topic)
      """)
  boolean isMuted(String email, String topic);
}
