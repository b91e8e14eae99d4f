package dev.cofferdam.adapters.mail.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that greets one client, agrees to everything, and answers one way to a recipient. */
final class ScriptedSmtp implements AutoCloseable {
  private final ServerSocket socket;
  private final Thread thread;

  ScriptedSmtp(String answerToRecipient) throws IOException {
    socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    thread = new Thread(() -> serve(answerToRecipient), "scripted-smtp");
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve(String answerToRecipient) {
    try (Socket client = socket.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      OutputStream out = client.getOutputStream();
      say(out, "220 ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        say(out, line.startsWith("RCPT") ? answerToRecipient : "250 ok");
      }
    } catch (IOException gone) {
      // The client hangs up when it has heard enough.
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
