package io.github.lakewire.jdbc.internal.commandline;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the program reads from and prints to.
 *
 * @param charset of both outputs, but for CSV
 * @param token asks the user for the token, without showing it; null when there is nobody to ask
 */
public record Terminal(
    InputStream in,
    OutputStream out,
    OutputStream err,
    Charset charset,
    @Nullable Supplier<char @Nullable []> token) {}
