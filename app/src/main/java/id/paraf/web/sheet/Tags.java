package id.paraf.web.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;

/** The tree of tags (ISO 32000-2 §14.7): what is a heading, a table, a paragraph, whatever page it stands on. */
final class Tags {

    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final PDStructureElement document = new PDStructureElement("Document", root);
    private final PDDocument pdf;
    /** For each page, the tag of each piece of marked content in it. */
    private final List<COSArray> owners = new ArrayList<>();

    Tags(PDDocument pdf) {
        this.pdf = pdf;
        root.appendKid(document);
    }

    PDStructureElement document() {
        return document;
    }

    PDStructureElement element(PDStructureNode parent, String type) {
        var element = new PDStructureElement(type, parent);
        parent.appendKid(element);
        return element;
    }

    /** The heading of a row. */
    PDStructureElement rowHeading(PDStructureElement row) {
        var heading = element(row, "TH");
        var attributes = new PDTableAttributeObject();
        attributes.setScope("Row");
        heading.addAttribute(attributes);
        return heading;
    }

    void page(PDPage page) {
        page.setStructParents(owners.size());
        page.getCOSObject().setName(COSName.getPDFName("Tabs"), "S");
        owners.add(new COSArray());
    }

    /** The number of a new piece of content on the newest page that belongs to a tag. */
    int piece(PDStructureElement owner, PDPage page) {
        var all = owners.getLast();
        int number = all.size();
        all.add(owner.getCOSObject());
        var reference = new COSDictionary();
        reference.setItem(COSName.TYPE, COSName.getPDFName("MCR"));
        reference.setItem(COSName.PG, page);
        reference.setInt(COSName.MCID, number);
        var kids = owner.getCOSObject().getDictionaryObject(COSName.K) instanceof COSArray known ? known : new COSArray();
        kids.add(reference);
        owner.getCOSObject().setItem(COSName.K, kids);
        return number;
    }

    /** Puts the tree into the document. */
    void done() {
        var numbers = new COSArray();
        for (int i = 0; i < owners.size(); i++) {
            numbers.add(COSInteger.get(i));
            numbers.add(owners.get(i));
        }
        var parents = new COSDictionary();
        parents.setItem(COSName.NUMS, numbers);
        root.getCOSObject().setItem(COSName.PARENT_TREE, parents);
        root.setParentTreeNextKey(owners.size());
        root.setRoleMap(Map.of());
        var catalog = pdf.getDocumentCatalog();
        catalog.setStructureTreeRoot(root);
        var marked = new PDMarkInfo();
        marked.setMarked(true);
        catalog.setMarkInfo(marked);
    }
}
