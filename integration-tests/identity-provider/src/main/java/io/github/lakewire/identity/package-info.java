/** An identity provider for tests: Spring Authorization Server with clients for each way in. */
package io.github.lakewire.identity;
