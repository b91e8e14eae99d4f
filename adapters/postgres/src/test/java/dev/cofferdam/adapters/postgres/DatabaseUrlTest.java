package dev.cofferdam.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {
  @Test
  void readsEveryPart() {
    DatabaseUrl url =
        DatabaseUrl.parse(
            "DATABASE_URL",
            "postgresql://us%40er:p%2Fa%3As+s@db.example:6543/co%20ff?sslmode=require");

    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.example:6543/co%20ff?sslmode=require");
    assertThat(url.user()).isEqualTo("us@er");
    assertThat(url.password()).isEqualTo("p/a:s+s");
    assertThat(url).hasToString("postgresql://us@er@db.example:6543/co ff");
  }

  @Test
  void fillsInWhatIsLeftOut() {
    DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", "postgres://app@[::1]/cofferdam");

    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://[::1]:5432/cofferdam");
    assertThat(url.password()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\1',
      value = {
        "mysql://u:hunter2@h/d                     | must start with postgresql://",
        "jdbc:postgresql://u:hunter2@h/d           | must start with postgresql://",
        "postgresql://u:hunter2 x@h/d              | is not a URL",
        "postgresql://u:hunter2%zz@h/d             | is not a URL",
        "postgresql://u:hunter2@h                  | must name the database",
        "postgresql://u:hunter2@h/                 | must name the database",
        "postgresql://u:hunter2@h/d/e              | must name the database",
        "postgresql://h/d                          | must name the user",
        "postgresql://:hunter2@h/d                 | must name the user",
        "postgresql://u:hunter2@h1,h2/d            | must name one host",
        "postgresql:///d                           | must name one host",
        "postgresql://u:hunter2@h/d?sslmode=never  | has an unknown sslmode",
        "postgresql://u:hunter2@h/d?sslmod=require | has an unknown parameter",
        "postgresql://u@h/d?password=hunter2       | has an unknown parameter",
        "''                                        | must start with postgresql://",
      })
  void namesTheSettingAndWhatIsWrongAndNeverThePassword(String url, String why) {
    assertThatExceptionOfType(DatabaseUnusable.class)
        .isThrownBy(() -> DatabaseUrl.parse("DATABASE_URL", url))
        .withMessageStartingWith("DATABASE_URL " + why)
        .withMessageNotContaining("hunter2")
        .withNoCause();
  }
}
