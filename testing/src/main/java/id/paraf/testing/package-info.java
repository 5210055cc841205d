/** What the tests of every module share. Never on the class path of the application. */
@NullMarked
package id.paraf.testing;

import org.jspecify.annotations.NullMarked;
