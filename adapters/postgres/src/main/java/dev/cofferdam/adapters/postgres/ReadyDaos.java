package dev.cofferdam.adapters.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.extension.ExtensionContext;
import org.jdbi.v3.core.extension.ExtensionFactory;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.core.extension.HandleSupplier;
import org.jdbi.v3.sqlobject.SqlObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link Handle#attach} cheap for DAOs. Jdbi keeps what it learns of an interface in the
 * handle's copy of the configuration, so it takes the interface apart for each handle anew, and
 * copies the configuration for each of its methods. Here an interface is taken apart once a {@link
 * Jdbi}; what a handle gets is a front of it that says which handle is meant.
 *
 * <p>DAOs go by the configuration of the {@link Jdbi} as it was when the first of their type was
 * attached, and not by that of their handle. Safe for use by many threads.
 */
final class ReadyDaos implements ExtensionFactory {
  private final ExtensionFactory maker;
  private final CurrentHandle current;
  private final Map<Class<?>, InvocationHandler> ready = new ConcurrentHashMap<>();

  private ReadyDaos(ExtensionFactory maker, CurrentHandle current) {
    this.maker = maker;
    this.current = current;
  }

  /**
   * From now on, for handles that are opened from now on.
   *
   * @param jdbi with the plug-in for SQL objects, and all else that DAOs need
   */
  static void install(Jdbi jdbi) {
    Extensions extensions = jdbi.getConfig(Extensions.class);
    ExtensionFactory maker = extensions.findFactory(SqlObjectFactory.class).orElseThrow();
    extensions.register(new ReadyDaos(maker, new CurrentHandle(jdbi)));
  }

  @Override
  public boolean accepts(Class<?> type) {
    return ready.containsKey(type) || maker.accepts(type);
  }

  @Override
  public Set<FactoryFlag> getFactoryFlags() {
    return Set.of(FactoryFlag.DONT_USE_PROXY);
  }

  @Override
  public <E> E attach(Class<E> type, HandleSupplier handle) {
    InvocationHandler dao = ready.computeIfAbsent(type, this::make);
    InvocationHandler onHandle =
        (front, method, arguments) -> {
          @Nullable HandleSupplier before = current.change(handle);
          try {
            return dao.invoke(front, method, arguments);
          } finally {
            current.change(before);
          }
        };
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, onHandle));
  }

  private InvocationHandler make(Class<?> type) {
    return Proxy.getInvocationHandler(maker.attach(type, current));
  }

  /** The handle that the thread is calling a DAO on. */
  private static final class CurrentHandle implements HandleSupplier {
    private final Jdbi jdbi;

    @SuppressWarnings("ThreadLocalUsage") // DAOs of two databases may call each other
    private final ThreadLocal<@Nullable HandleSupplier> current = new ThreadLocal<>();

    CurrentHandle(Jdbi jdbi) {
      this.jdbi = jdbi;
    }

    /** Returns the one before. */
    @Nullable HandleSupplier change(@Nullable HandleSupplier handle) {
      HandleSupplier before = current.get();
      current.set(handle);
      return before;
    }

    private HandleSupplier now() {
      HandleSupplier handle = current.get();
      if (handle == null) {
        throw new IllegalStateException("this DAO is called on no handle");
      }
      return handle;
    }

    @Override
    public Handle getHandle() {
      return now().getHandle();
    }

    @Override
    public Jdbi getJdbi() {
      return jdbi;
    }

    @Override
    public ConfigRegistry getConfig() {
      return jdbi.getConfig();
    }

    @Override
    public <V> V invokeInContext(ExtensionContext context, Callable<V> task) throws Exception {
      return now().invokeInContext(context, task);
    }
  }
}
