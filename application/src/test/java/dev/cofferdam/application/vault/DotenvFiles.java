package dev.cofferdam.application.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Files of which programs make different things. */
final class DotenvFiles {
  private static final int GENERATED = 6_000;

  private static final List<String> CORPUS =
      List.of(
          "",
          "\n",
          "# only a comment",
          "A=1\nB=2\n",
          "A=1\r\nB=2\r\n",
          "A='1\r\n2'\r\nB=\"1\r\n2\"\r\n",
          "\uFEFFA=1\n",
          "A=x#y\n",
          "A=x #y\n",
          "A=x\t#y\n",
          "A= #y\n",
          "A=#y\n",
          "A= \nB=1\n",
          "A=\nB=1\n",
          "A=\t\nB=1\n",
          "A=x==\n",
          "A=x==",
          "A=x #y",
          "A='x'y\nB=1\n",
          "A='x' B=1\n",
          "A='x'#y\nB='1' # it's\n",
          "A='it\\'s'\n",
          "A='a\\\\b'\n",
          "A=\"a\\\\\"\nB=2\n",
          "A=\"a\\\\\"\nB=\"2\"\n",
          "A=\"C:\\new\\table\\\"\n",
          "A=\"say \\\"x\\\"\"\n",
          "A=\"\\a\\b\\f\\n\\r\\t\\v\\$x\\'\\c\\e\"\n",
          "A=\"\\0\\0101\\x41\"\n",
          "A=`x # '\"`\n",
          "A=\"1\n\n2 # 3\nB=4\"\nC=5\n",
          "A='1\n\n2 # 3\nB=4'\nC=5\n",
          "A=\"x\nB=1\n",
          "A='x\nB=1\n",
          "A=x'y\"z\n",
          "export A=1\nexport\tB=2\nexport  C=3\n",
          "export=1\nexport =2\nexportA=3\n",
          "  A = x y  \n",
          "\tA\t=\tx\t\n",
          "A: x\nB:y\nC = :z\n",
          "A\nB=1\n",
          "'A'=1\n",
          "A.b=1\nA-b=2\n1A=3\n",
          "A=1\nB=${A}\nC=\"${A}\"\nD='${A}'\nE=$A\nF=\"$A\"\nG='$A'\n",
          "A=1\nB=$$A\nC=\\$A\nD=\"\\$A\"\nE=$${A}\nF='\\${A}'\n",
          "A=1\nA=${A}2\nA=${A}3\n",
          "A=1\nB=${A:-x}\nC=${A-x}\nD=${A:+x}\nE=${A:?x}\n",
          "B=${A}\n",
          "B=${A:-x}\n",
          "A=${\n",
          "A=${}\n",
          "A=$\nB=$1\nC=a$\n",
          "A=${A\n}\n",
          "A=\u00a0x\u00a0\nB=\u2003x\u2003\nC=\u0085x\u0085\nD=\u001cx\u001c\n",
          "A=\u000bx\f\n",
          "A=x\ry\nB=\rx\r\n",
          "A=\u00e9\uD83D\uDD11\u202E\u212A\n",
          "A=1\n\u212A=2\nB=$\u212A\n",
          "\u2028A=1\n",
          "A=1\n  \t \nB=2\n \n",
          "A=1\n\n# c\n  # c\n\t# c\nB=2");

  private static final List<String> STARTS =
      List.of(
          "", "", "", "", "", "", "export ", "export\t", " ", "# ", " # ", "\t", "\n", "\r\n", "'");
  private static final List<String> SIGNS =
      List.of("=", "=", "=", "=", "=", "=", "=", "= ", " = ", "=\t", ":", ": ", "", "==");
  private static final List<String> PIECES =
      List.of(
          "x",
          "y z",
          "1",
          " ",
          "\t",
          "#",
          " #",
          "'",
          "\"",
          "`",
          "\\",
          "\\\\",
          "\\n",
          "\\'",
          "\\\"",
          "\\$",
          "$",
          "$$",
          "$A",
          "${A}",
          "${B}",
          "${A:-x}",
          "${B-x}",
          "${",
          "}",
          ":",
          "=",
          "\n",
          "\r\n",
          "\r",
          "\u00a0",
          "\f",
          "\u00e9",
          "\uD83D\uDD11",
          "A=1");
  private static final List<String> ENDS =
      List.of(
          "\n", "\n", "\n", "\n", "\n", "\r\n", " \n", " # c\n", "\t# c\n", "\n\n", "\n \n", "");

  private DotenvFiles() {}

  /** The same ones each time: written by hand, and made of lines that are mostly well formed. */
  static List<String> all() {
    List<String> files = new ArrayList<>(CORPUS);
    Random random = new Random(15);
    for (int i = 0; i < GENERATED; i++) {
      StringBuilder file = new StringBuilder();
      for (int lines = random.nextInt(4); lines >= 0; lines--) {
        line(random, file);
      }
      files.add(file.toString());
    }
    return files;
  }

  private static void line(Random random, StringBuilder file) {
    file.append(one(random, STARTS)).append((char) ('A' + random.nextInt(3)));
    file.append(one(random, SIGNS));
    String quote = one(random, List.of("", "", "'", "\"", "\"", "`"));
    file.append(quote);
    for (int pieces = random.nextInt(5); pieces > 0; pieces--) {
      file.append(one(random, PIECES));
    }
    file.append(quote).append(one(random, ENDS));
  }

  private static String one(Random random, List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
