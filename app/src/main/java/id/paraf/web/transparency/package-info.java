/** The log over HTTP for anyone, and receipts for owners. */
@NullMarked
package id.paraf.web.transparency;

import org.jspecify.annotations.NullMarked;
