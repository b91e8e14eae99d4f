package dev.cofferdam.domain.runs.masking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cofferdam.domain.vault.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What real tools print of one value; each text was made with the tool that is named. */
class MaskingFormsTest {
  private static final String VALUE = "p\"a$s/w\\o'r d+é&%<";

  /** A space, a line break, an escape, quotes, a backslash, a control, no UTF-8, a tab, UTF-8. */
  private static final byte[] BINARY =
      "a b\nc\u001b'\"\\\u0001\u00ff\t\u00c3\u00a9-end".getBytes(ISO_8859_1);

  static Stream<Arguments> prints() {
    return Stream.of(urls(), json(), shell(), hex(), base64(), base64Twice()).flatMap(s -> s);
  }

  private static Stream<Arguments> urls() {
    return Stream.of(
        arguments(
            "node encodeURIComponent, jq @uri",
            MaskedForm.URL,
            "p%22a%24s%2Fw%5Co'r%20d%2B%C3%A9%26%25%3C",
            "***"),
        arguments(
            "node new URL",
            MaskedForm.URL,
            "http://h/p%22a$s/w%5Co'r%20d+%C3%A9&%25%3C?x",
            "http://h/***?x"),
        arguments(
            "node URLSearchParams, python quote_plus, java URLEncoder",
            MaskedForm.URL,
            "a=p%22a%24s%2Fw%5Co%27r+d%2B%C3%A9%26%25%3C&b=1",
            "a=***&b=1"),
        arguments(
            "python quote",
            MaskedForm.URL,
            "GET /p%22a%24s/w%5Co%27r%20d%2B%C3%A9%26%25%3C/",
            "GET /***/"));
  }

  private static Stream<Arguments> json() {
    return Stream.of(
        arguments(
            "node JSON.stringify, jq, jackson",
            MaskedForm.JSON,
            "{\"k\":\"p\\\"a$s/w\\\\o'r d+é&%<\"}",
            "{\"k\":\"***\"}"),
        arguments(
            "python json.dumps, jq -a",
            MaskedForm.JSON,
            "\"p\\\"a$s/w\\\\o'r d+\\u00e9&%<\"",
            "\"***\""),
        arguments(
            "jackson, ESCAPE_NON_ASCII",
            MaskedForm.JSON,
            "\"p\\\"a$s/w\\\\o'r d+\\u00E9&%<\"",
            "\"***\""),
        arguments(
            "jackson, ESCAPE_FORWARD_SLASHES",
            MaskedForm.JSON,
            "\"p\\\"a$s\\/w\\\\o'r d+é&%<\"",
            "\"***\""),
        arguments(
            "gson",
            MaskedForm.JSON,
            "\"p\\\"a$s/w\\\\o\\u0027r d+é\\u0026%\\u003c\\u003d\\u2028\"",
            "\"***\\u003d\\u2028\""));
  }

  private static Stream<Arguments> shell() {
    return Stream.of(
        arguments("bash ${S@Q}, jq @sh", MaskedForm.SHELL, "'p\"a$s/w\\o'\\''r d+é&%<'", "'***'"),
        arguments(
            "python shlex.quote, dash export -p",
            MaskedForm.SHELL,
            "export S='p\"a$s/w\\o'\"'\"'r d+é&%<'",
            "export S='***'"),
        arguments("bash printf %q", MaskedForm.SHELL, "p\\\"a\\$s/w\\\\o\\'r\\ d+é\\&%\\<", "***"),
        arguments(
            "bash declare -p",
            MaskedForm.SHELL,
            "declare -x S=\"p\\\"a\\$s/w\\\\o'r d+é&%<\"",
            "declare -x S=\"***\""),
        arguments(
            "python repr of bytes",
            MaskedForm.SHELL,
            "b'p\"a$s/w\\\\o\\'r d+\\xc3\\xa9&%<'",
            "b'***'"));
  }

  private static Stream<Arguments> hex() {
    return Stream.of(
        arguments(
            "python hex, node toString('hex')",
            MaskedForm.HEX,
            "x70226124732f775c6f277220642bc3a926253c",
            "x***"),
        arguments(
            "perl uc unpack 'H*'",
            MaskedForm.HEX,
            "70226124732F775C6F277220642BC3A926253C.",
            "***."),
        arguments(
            "xxd -p, within JSON",
            MaskedForm.HEX,
            """
            7b2275736572223a20226465706c6f79222c202270617373776f7264223a
            202270226124732f775c6f277220642bc3a926253c222c2022686f737422
            3a202264622e696e7465726e616c2e6578616d706c652e74657374222c20
            """,
            """
            7b2275736572223a20226465706c6f79222c202270617373776f7264223a
            2022***222c2022686f737422
            3a202264622e696e7465726e616c2e6578616d706c652e74657374222c20
            """),
        arguments(
            "xxd -p -c 17, the line breaks within the value",
            MaskedForm.HEX,
            "5370226124732f775c6f277220642bc3a9\n26253c0a",
            "53***0a"));
  }

  private static Stream<Arguments> base64() {
    return Stream.of(
        arguments("base64", MaskedForm.BASE64, "cCJhJHMvd1xvJ3IgZCvDqSYlPA==", "***=="),
        arguments(
            "base64, a byte before", MaskedForm.BASE64, "eHAiYSRzL3dcbydyIGQrw6kmJTw=", "e***="),
        arguments("base64, two before", MaskedForm.BASE64, "eHlwImEkcy93XG8nciBkK8OpJiU8", "eH***"),
        arguments(
            "node base64url, in a token",
            MaskedForm.BASE64,
            "h.eHAiYSRzL3dcbydyIGQrw6kmJTw.sig",
            "h.e***.sig"),
        arguments(
            "base64 -w76, within JSON",
            MaskedForm.BASE64,
            """
            eyJ1c2VyIjogImRlcGxveSIsICJwYXNzd29yZCI6ICJwImEkcy93XG8nciBkK8OpJiU8IiwgImhv
            c3QiOiAiZGIuaW50ZXJuYWwuZXhhbXBsZS50ZXN0IiwgInBvcnQiOiA1NDMyfQ==
            """,
            """
            eyJ1c2VyIjogImRlcGxveSIsICJwYXNzd29yZCI6IC***IiwgImhv
            c3QiOiAiZGIuaW50ZXJuYWwuZXhhbXBsZS50ZXN0IiwgInBvcnQiOiA1NDMyfQ==
            """),
        arguments(
            "openssl base64, the line breaks within the value",
            MaskedForm.BASE64,
            """
            eyJ1c2VyIjogImRlcGxveSIsICJwYXNzd29yZCI6ICJwImEkcy93XG8nciBkK8Op
            JiU8IiwgImhvc3QiOiAiZGIuaW50ZXJuYWwuZXhhbXBsZS50ZXN0IiwgInBvcnQi
            """,
            """
            eyJ1c2VyIjogImRlcGxveSIsICJwYXNzd29yZCI6IC***IiwgImhvc3QiOiAiZGIuaW50ZXJuYWwuZXhhbXBsZS50ZXN0IiwgInBvcnQi
            """),
        arguments(
            "the same with CRLF",
            MaskedForm.BASE64,
            "eyJ1c2VyIjogImRlcGxveSIsICJwYXNzd29yZCI6ICJwImEkcy93XG8nciBkK8Op\r\nJiU8IiwgImhv\r\n",
            "eyJ1c2VyIjogImRlcGxveSIsICJwYXNzd29yZCI6IC***IiwgImhv\r\n"));
  }

  private static Stream<Arguments> base64Twice() {
    return Stream.of(
        arguments(
            "base64 | base64, within JSON",
            MaskedForm.BASE64_TWICE,
            """
            ZXlKMWMyVnlJam9nSW1SbGNHeHZlU0lzSUNKd1lYTnpkMjl5WkNJNklDSndJbUVrY3k5M1hHOG5j
            aUJrSzhPcEppVThJaXdnSW1odgpjM1FpT2lBaVpHSXVhVzUwWlhKdVlXd3VaWGhoYlhCc1pTNTBa
            """,
            """
            ZXlKMWMyVnlJam9nSW1SbGNHeHZlU0lzSUNKd1lYTnpkMjl5WkNJNklD***JaXdnSW1odgpjM1FpT2lBaVpHSXVhVzUwWlhKdVlXd3VaWGhoYlhCc1pTNTBa
            """),
        arguments(
            "openssl base64 | base64 -w0, the inner line breaks within the value",
            MaskedForm.BASE64_TWICE,
            "ZXlKMWMyVnlJam9nSW1SbGNHeHZlU0lzSUNKd1lYTnpkMjl5WkNJNklDSndJbUVrY3k5M1hHOG5jaUJrSzhPcApKaVU4SWl3Z0ltaHZj",
            "ZXlKMWMyVnlJam9nSW1SbGNHeHZlU0lzSUNKd1lYTnpkMjl5WkNJNklD***SWl3Z0ltaHZj"),
        arguments(
            "the same with CRLF within, and base64 -w60",
            MaskedForm.BASE64_TWICE,
            """
            ZXlKMWMyVnlJam9nSW1SbGNHeHZlU0lzSUNKd1lYTnpkMjl5WkNJNklDSndJ
            bUVrY3k5M1hHOG5jaUJrSzhPcA0KSmlVOElpd2dJbWh2YzNRaU9pQWlaR0l1
            """,
            """
            ZXlKMWMyVnlJam9nSW1SbGNHeHZlU0lzSUNKd1lYTnpkMjl5WkNJNklD***lpd2dJbWh2YzNRaU9pQWlaR0l1
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("prints")
  void masks(String tool, MaskedForm form, String printed, String expected) {
    MaskingRules rules = MaskingRules.of(Map.of("S", SecretValue.ofText(VALUE)));

    assertThat(rules.mask(printed)).isEqualTo(expected);
    assertThat(Masked.whole(rules, printed.getBytes(UTF_8)).counts())
        .containsExactly(new MaskCount("S", form, 1));
  }

  static Stream<Arguments> printsOfBytes() {
    return Stream.of(
        arguments(
            "bash printf %q", "$'a b\\nc\\E\\'\"\\\\\\001\\377\\t\u00c3\u00a9-end'", "$'***'"),
        arguments(
            "bash printf %q, LC_ALL=C",
            "$'a b\\nc\\E\\'\"\\\\\\001\\377\\t\\303\\251-end'", "$'***'"),
        arguments(
            "python json.dumps of os.environ",
            "\"a b\\nc\\u001b'\\\"\\\\\\u0001\\udcff\\t\\u00e9-end\"",
            "\"***\""),
        arguments("python repr", "b'a b\\nc\\x1b\\'\"\\\\\\x01\\xff\\t\\xc3\\xa9-end'", "b'***'"),
        arguments("xxd -p", "6120620a631b27225c01ff09c3a92d656e64", "***"),
        arguments("cat", "a b\nc\u001b'\"\\\u0001\u00ff\t\u00c3\u00a9-end\n", "***\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("printsOfBytes")
  void masksBytesThatAreNoText(String tool, String printed, String expected) {
    MaskingRules rules = MaskingRules.of(Map.of("B", SecretValue.of(BINARY)));

    assertThat(Masked.whole(rules, printed.getBytes(ISO_8859_1)).text()).isEqualTo(expected);
  }

  @Test
  void masksEachLineOfAValueOfSeveralLines() {
    String key = "-----BEGIN KEY-----\n  MIIEvQIBADANBg\r\nshort\nkqhkiG9w0B\n-----END KEY-----\n";
    MaskingRules rules = MaskingRules.of(Map.of("KEY", SecretValue.ofText(key)));

    Masked masked =
        Masked.whole(rules, "a | MIIEvQIBADANBg\nb | short\nc | kqhkiG9w0B |\n".getBytes(UTF_8));

    assertThat(masked.text()).isEqualTo("a | ***\nb | short\nc | *** |\n");
    assertThat(masked.counts()).containsExactly(new MaskCount("KEY", MaskedForm.LINE, 2));
  }

  @Test
  void masksAWholeValueAsOne() {
    String key = "first line of it\nsecond line\n";
    MaskingRules rules = MaskingRules.of(Map.of("KEY", SecretValue.ofText(key)));

    for (String printed : List.of(key, key.strip(), "  " + key)) {
      Masked masked = Masked.whole(rules, printed.getBytes(UTF_8));
      assertThat(masked.text().strip()).isEqualTo("***");
      assertThat(masked.counts()).containsExactly(new MaskCount("KEY", MaskedForm.RAW, 1));
    }
  }

  @Test
  void masksAValueWithoutTheLineBreakAtItsEnd() {
    MaskingRules rules = MaskingRules.of(Map.of("T", SecretValue.ofText("hunter\n")));

    assertThat(rules.mask("is hunter here? aHVudGVy aHVudGVyCg==\n"))
        .isEqualTo("is *** here? *** ***==\n");
  }
}
