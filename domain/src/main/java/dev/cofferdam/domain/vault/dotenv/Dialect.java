package dev.cofferdam.domain.vault.dotenv;

import dev.cofferdam.domain.vault.format.SecretFile;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Whose reading of {@code .env} files is meant. The same file means other values to other programs:
 * {@code A=x#y} is {@code x} for node and {@code x#y} for python-dotenv.
 *
 * <p>{@link #COFFERDAM} reads what was written for secrets: a <code>${KEY}</code> in it is a
 * reference. The others read a file as their program does, in an environment that has none of the
 * file's names: each value is the one that the program gets, a <code>${</code> in it written so
 * that it stands for itself. What the program skips with a warning, takes from its environment, or
 * takes otherwise than another version of it, is a problem and never a guess.
 */
public enum Dialect {
  /** See {@link DotenvReader}. */
  COFFERDAM,
  /** As node reads {@code --env-file}, from 20.13 to 24. */
  NODE,
  /** As {@code dotenv_values} of python-dotenv 1.2 reads a file. */
  PYTHON_DOTENV,
  /** As docker compose 2 reads a service's {@code env_file}. */
  COMPOSE;

  /** The one of this name. */
  public static Optional<Dialect> named(String name) {
    return Arrays.stream(values()).filter(dialect -> dialect.toString().equals(name)).findFirst();
  }

  /** Takes any bytes, in time linear in their number and in what they come to; throws nothing. */
  public SecretFile read(byte[] file) {
    return DotenvReader.read(file, this);
  }

  Grammar grammar() {
    return switch (this) {
      case COFFERDAM -> Statement::read;
      case NODE -> new NodeGrammar();
      case PYTHON_DOTENV -> new PythonGrammar();
      case COMPOSE -> new ComposeGrammar();
    };
  }

  /** Whether values are those of a program, and have no references. */
  boolean isLiteral() {
    return this != COFFERDAM;
  }

  /** Whether a byte order mark is the start of the first name. */
  boolean takesMarkForText() {
    return this == NODE || this == PYTHON_DOTENV;
  }

  /** Whether a carriage return is a character like others. */
  boolean keepsReturns() {
    return this == COMPOSE;
  }

  /** As requests name it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
