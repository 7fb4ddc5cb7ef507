/** The dialect of Databricks for Hibernate. */
@NullMarked
package io.github.lakewire.hibernate;

import org.jspecify.annotations.NullMarked;
