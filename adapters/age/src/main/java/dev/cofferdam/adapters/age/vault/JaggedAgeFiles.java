package dev.cofferdam.adapters.age.vault;

import com.exceptionfactory.jagged.DecryptingChannelFactory;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import dev.cofferdam.application.vault.port.AgeFiles;
import dev.cofferdam.domain.vault.AgeIdentity;
import dev.cofferdam.domain.vault.AgeRecipient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files of age with Jagged. Headers are read up to about 150 recipients. */
public final class JaggedAgeFiles implements AgeFiles {
  public JaggedAgeFiles() {}

  @Override
  public AgeIdentity newIdentity() {
    try {
      KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
      return new AgeIdentity(new AgeRecipient(textOf(pair.getPublic())), textOf(pair.getPrivate()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no X25519", e);
    }
  }

  private static String textOf(Key key) {
    return new String(key.getEncoded(), StandardCharsets.US_ASCII);
  }

  @Override
  public String encrypt(List<AgeRecipient> to, byte[] clear) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      List<RecipientStanzaWriter> writers = new ArrayList<>();
      for (AgeRecipient each : to) {
        writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(each.value()));
      }
      try (WritableByteChannel channel =
          new ArmoredEncryptingChannelFactory()
              .newEncryptingChannel(Channels.newChannel(file), writers)) {
        ByteBuffer rest = ByteBuffer.wrap(clear);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("can't encrypt", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public Optional<byte[]> decrypt(List<AgeIdentity> identities, byte[] file, int limit) {
    if (identities.isEmpty() || !AgeHeader.isSmall(file)) {
      return Optional.empty();
    }
    DecryptingChannelFactory factory =
        AgeHeader.isArmored(file)
            ? new ArmoredDecryptingChannelFactory()
            : new StandardDecryptingChannelFactory();
    try (ReadableByteChannel channel =
            factory.newDecryptingChannel(
                Channels.newChannel(new ByteArrayInputStream(file)), readers(identities));
        InputStream clear = Channels.newInputStream(channel)) {
      byte[] bytes = clear.readNBytes(limit + 1);
      return bytes.length > limit ? Optional.empty() : Optional.of(bytes);
    } catch (GeneralSecurityException | IOException | RuntimeException unreadable) {
      // Whatever a hostile file makes the library throw, it can't be read.
      return Optional.empty();
    }
  }

  private static List<RecipientStanzaReader> readers(List<AgeIdentity> identities)
      throws GeneralSecurityException {
    List<RecipientStanzaReader> readers = new ArrayList<>();
    for (AgeIdentity each : identities) {
      readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(each.reveal()));
    }
    return readers;
  }
}
