package dev.cofferdam.domain.identity;

/** What people call an API key or a service token; written as a {@link PersonName} is. */
public record CredentialName(String value) {
  public CredentialName {
    value = new PersonName(value).value();
  }

  public static CredentialName parse(String typed) {
    return new CredentialName(PersonName.parse(typed).value());
  }

  @Override
  public String toString() {
    return value;
  }
}
