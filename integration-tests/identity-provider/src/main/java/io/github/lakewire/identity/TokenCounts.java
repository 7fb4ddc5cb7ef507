package io.github.lakewire.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts the requests for tokens, by grant and status. */
final class TokenCounts extends OncePerRequestFilter {
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, response);
    if (request.getRequestURI().endsWith("/v1/token")) {
      String grant = String.valueOf(request.getParameter("grant_type"));
      String name = grant.substring(grant.lastIndexOf(':') + 1) + ":" + response.getStatus();
      counts.computeIfAbsent(name, unused -> new AtomicLong()).incrementAndGet();
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(counts)
        .forEach((name, count) -> text.append(' ').append(name).append('=').append(count));
    return text.toString();
  }
}
