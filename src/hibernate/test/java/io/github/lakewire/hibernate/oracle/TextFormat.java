package io.github.lakewire.hibernate.oracle;

import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;

/** JSON that is text in Java: there is nothing to map. */
final class TextFormat implements FormatMapper {
  @Override
  public <T> T fromString(CharSequence text, JavaType<T> type, WrapperOptions options) {
    return type.getJavaTypeClass().cast(text.toString());
  }

  @Override
  public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
    return value.toString();
  }
}
