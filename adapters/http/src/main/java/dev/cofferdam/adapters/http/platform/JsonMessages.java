package dev.cofferdam.adapters.http.platform;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Requests and views, which are records all, as strict JSON. */
final class JsonMessages implements MessageBodyReader<Record>, MessageBodyWriter<Record> {
  private final StrictJson json;

  JsonMessages(StrictJson json) {
    this.json = json;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type.isRecord();
  }

  @Override
  public Record readFrom(
      Class<Record> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    requireJson(mediaType);
    return json.read(body.readAllBytes(), type);
  }

  private static void requireJson(MediaType sent) {
    String charset = sent.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
    boolean json =
        sent.getType().equalsIgnoreCase("application")
            && sent.getSubtype().equalsIgnoreCase("json")
            && charset.equalsIgnoreCase("utf-8");
    if (!json) {
      throw Faults.malformed(
          "unsupported_media_type", "The body must be application/json in UTF-8.");
    }
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type.isRecord();
  }

  @Override
  public void writeTo(
      Record view,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(json.write(view));
  }
}
