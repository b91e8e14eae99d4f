package dev.cofferdam.app.wiring;

import dev.cofferdam.adapters.argon2.identity.Argon2PasswordHasher;
import dev.cofferdam.adapters.jose.identity.NimbusAccessTokens;
import dev.cofferdam.adapters.jose.identity.NimbusSigningKeyMaker;
import dev.cofferdam.adapters.postgres.access.JdbiInstanceKeyStore;
import dev.cofferdam.adapters.postgres.identity.JdbiSigningKeyStore;
import dev.cofferdam.adapters.postgres.vault.JdbiContentStore;
import dev.cofferdam.adapters.postgres.vault.JdbiFingerprintKeyStore;
import dev.cofferdam.adapters.postgres.vault.JdbiOrgKeyStore;
import dev.cofferdam.adapters.tink.access.InstanceKeysets;
import dev.cofferdam.adapters.tink.access.TinkInstanceSealer;
import dev.cofferdam.adapters.tink.audit.TinkNotary;
import dev.cofferdam.adapters.tink.identity.TinkOpaqueTokens;
import dev.cofferdam.adapters.tink.vault.TinkContentSealer;
import dev.cofferdam.adapters.tink.vault.TinkOrgKeyring;
import dev.cofferdam.adapters.tink.vault.TinkOrgSealer;
import dev.cofferdam.adapters.tink.vault.TinkSealer;
import dev.cofferdam.app.config.CofferdamConfiguration;
import dev.cofferdam.application.access.port.InstanceKeyStore;
import dev.cofferdam.application.access.port.InstanceSealer;
import dev.cofferdam.application.audit.port.Notary;
import dev.cofferdam.application.audit.port.ObjectStore;
import dev.cofferdam.application.identity.RotateSigningKeys;
import dev.cofferdam.application.identity.port.AccessTokens;
import dev.cofferdam.application.identity.port.OpaqueTokens;
import dev.cofferdam.application.identity.port.PasswordHasher;
import dev.cofferdam.application.identity.port.SigningKeyStore;
import dev.cofferdam.application.vault.Contents;
import dev.cofferdam.application.vault.OrgKeyShares;
import dev.cofferdam.application.vault.port.ContentStore;
import dev.cofferdam.application.vault.port.OrgKeyStore;
import dev.cofferdam.application.vault.port.OrgKeyring;
import dev.cofferdam.application.vault.port.OrgSealer;
import dev.cofferdam.application.vault.port.Sealer;
import java.net.URI;
import java.time.Clock;

/** Keys, and what is made of them: sealing, tokens, password hashes. */
final class KeyWiring {
  final InstanceSealer instanceSealer;
  final Sealer sealer;
  final OrgSealer orgSealer;
  final ContentStore contentKeys;
  final Contents contents;
  final InstanceKeyStore instanceKeys;
  final OrgKeyStore orgKeys;
  final OrgKeyShares shares;
  final OrgKeyring keyring;
  final Notary notary;
  final OpaqueTokens opaqueTokens;
  final AccessTokens accessTokens;
  final RotateSigningKeys rotateSigningKeys;
  final PasswordHasher passwordHasher = new Argon2PasswordHasher();

  KeyWiring(
      CofferdamConfiguration config, DatabaseWiring database, ObjectStore objects, Clock clock) {
    instanceKeys = new JdbiInstanceKeyStore(database.app);
    InstanceKeysets keysets = new InstanceKeysets(database.master, instanceKeys);
    instanceSealer = new TinkInstanceSealer(keysets);
    orgKeys = new JdbiOrgKeyStore(database.app);
    shares = new OrgKeyShares(objects);
    TinkOrgKeyring tinkKeyring = new TinkOrgKeyring(database.master, orgKeys, shares, clock);
    keyring = tinkKeyring;
    sealer = new TinkSealer(tinkKeyring, new JdbiFingerprintKeyStore(database.app));
    orgSealer = new TinkOrgSealer(tinkKeyring);
    contentKeys = new JdbiContentStore(database.app);
    contents = new Contents(contentKeys, orgSealer, new TinkContentSealer(), objects, clock);
    notary = new TinkNotary(keysets);
    opaqueTokens = new TinkOpaqueTokens(keysets);
    SigningKeyStore signingKeys = new JdbiSigningKeyStore(database.app, database.system);
    accessTokens =
        new NimbusAccessTokens(URI.create(config.publicUrl()), signingKeys, instanceSealer, clock);
    rotateSigningKeys =
        new RotateSigningKeys(signingKeys, new NimbusSigningKeyMaker(instanceSealer, clock), clock);
  }
}
