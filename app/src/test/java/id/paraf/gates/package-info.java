/** What the build refuses, whatever the feature: each gate reads all sources, classes, texts or routes. */
@NullMarked
package id.paraf.gates;

import org.jspecify.annotations.NullMarked;
