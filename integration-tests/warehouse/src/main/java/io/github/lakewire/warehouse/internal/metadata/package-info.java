/** The answers of GetCatalogs, GetColumns and so on, with the oddities of real servers. */
package io.github.lakewire.warehouse.internal.metadata;
