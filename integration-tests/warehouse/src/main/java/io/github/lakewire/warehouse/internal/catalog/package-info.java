/** Catalogs whose tables live in this process: what the warehouse's statements read and change. */
package io.github.lakewire.warehouse.internal.catalog;
