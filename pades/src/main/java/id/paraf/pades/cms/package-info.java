/**
 * The cryptographic messages inside a signature: CAdES signed attributes, CMS SignedData and RFC 3161 timestamp tokens, built and
 * checked over Bouncy Castle's ASN.1. No key is ever here.
 *
 * <p>Doors: {@link id.paraf.pades.cms.SignedAttributes}, {@link id.paraf.pades.cms.SignatureCms},
 * {@link id.paraf.pades.cms.SignerKey}, {@link id.paraf.pades.cms.TimestampToken}, {@link id.paraf.pades.cms.Ecdsa}.
 */
@NullMarked
package id.paraf.pades.cms;

import org.jspecify.annotations.NullMarked;
