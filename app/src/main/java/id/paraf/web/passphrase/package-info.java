/** Pages for setting, changing, resetting and trying a passphrase. Owns no tables. */
@NullMarked
package id.paraf.web.passphrase;

import org.jspecify.annotations.NullMarked;
