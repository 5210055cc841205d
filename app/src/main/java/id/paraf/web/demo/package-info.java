/** Pages of the demo profile that show how Paraf's pages are made. None of them exists outside the demo. */
@NullMarked
package id.paraf.web.demo;

import org.jspecify.annotations.NullMarked;
