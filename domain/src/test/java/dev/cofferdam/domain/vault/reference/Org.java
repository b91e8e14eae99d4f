package dev.cofferdam.domain.vault.reference;

import dev.cofferdam.domain.vault.EnvironmentName;
import dev.cofferdam.domain.vault.ProjectName;
import dev.cofferdam.domain.vault.SecretName;
import dev.cofferdam.domain.vault.SecretValue;
import dev.cofferdam.domain.vault.reference.Resolution.Reason;
import dev.cofferdam.domain.vault.reference.Resolution.Resolved;
import dev.cofferdam.domain.vault.reference.Resolution.Unresolved;
import java.util.HashMap;
import java.util.Map;

/** What one caller finds in an org made of a few lines. */
final class Org implements SecretLookup {
  private final Map<String, Answer> answers = new HashMap<>();
  private int lookups;

  Org with(String address, String value) {
    answers.put(full(address), new Found(SecretValue.ofText(value)));
    return this;
  }

  Org with(String address, byte[] value) {
    answers.put(full(address), new Found(SecretValue.of(value)));
    return this;
  }

  Org with(String address, Absent absent) {
    answers.put(full(address), absent);
    return this;
  }

  @Override
  public Answer find(KeyAddress address) {
    lookups++;
    return answers.getOrDefault(address.toString(), Absent.MISSING);
  }

  int lookups() {
    return lookups;
  }

  Resolution resolve(String address) {
    return resolve(new ReferenceResolver(this), address);
  }

  Resolution resolve(ReferenceResolver resolver, String address) {
    return resolver.resolve(address(address), ((Found) answers.get(full(address))).value());
  }

  String text(String address) {
    return ((Resolved) resolve(address)).value().revealText().orElseThrow();
  }

  Reason reason(String address) {
    return ((Unresolved) resolve(address)).reason();
  }

  String sentence(String address) {
    return ((Unresolved) resolve(address)).sentence();
  }

  static KeyAddress address(String address) {
    String[] names = full(address).split("/", -1);
    return new KeyAddress(
        new ProjectName(names[0]), new EnvironmentName(names[1]), new SecretName(names[2]));
  }

  /** A lone key is one of {@code shop/prod}. */
  private static String full(String address) {
    return address.contains("/") ? address : "shop/prod/" + address;
  }
}
