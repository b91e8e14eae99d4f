package dev.cofferdam.application.vault;

import dev.cofferdam.application.vault.port.SecretStore.StoredSecret;
import dev.cofferdam.domain.access.Role;
import dev.cofferdam.domain.vault.Environment;
import java.util.Optional;

/**
 * All that decides about a reveal, as it was at one state of the org.
 *
 * @param state of the org's ledger head
 * @param role of the person who asks; empty for who is no member, and for service tokens
 * @param secret the newest version, sealed
 */
record RevealBasis(long state, Optional<Role> role, Environment environment, StoredSecret secret) {}
