package id.paraf.certificate;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;

/** Brings what a node needs of this package that answers about certificates and changes none. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import({CertificateRows.class, ListRows.class, KnownLists.class, ReadAuthorities.class, StatusFeed.class})
public @interface EnableRegisterReading {
}
