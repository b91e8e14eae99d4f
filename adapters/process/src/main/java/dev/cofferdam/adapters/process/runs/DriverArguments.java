package dev.cofferdam.adapters.process.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a driver is told on its command line, which holds nothing that is secret.
 *
 * @param folder where its frames, its socket and its log are
 * @param clones whether a clone comes before the steps
 * @param uid who the commands run as, where that is another user
 * @param ownInit whether the driver's pid namespace is its own
 * @param sweep how the commands' processes are known
 * @param prefix what every command is executed by
 */
record DriverArguments(
    Path folder,
    boolean clones,
    OptionalInt uid,
    boolean ownInit,
    Sweep sweep,
    List<String> prefix) {
  DriverArguments {
    prefix = List.copyOf(prefix);
  }

  static DriverArguments parse(String[] args) {
    int uid = Integer.parseInt(args[2]);
    return new DriverArguments(
        Path.of(args[0]),
        args[1].equals("clone"),
        uid < 0 ? OptionalInt.empty() : OptionalInt.of(uid),
        args[3].equals("own-init"),
        Sweep.parse(args[4]),
        List.of(args).subList(5, args.length));
  }

  List<String> toList() {
    List<String> args =
        new ArrayList<>(
            List.of(
                folder.toString(),
                clones ? "clone" : "no-clone",
                Integer.toString(uid.orElse(-1)),
                ownInit ? "own-init" : "hosts-init",
                sweep.text()));
    args.addAll(prefix);
    return args;
  }
}
