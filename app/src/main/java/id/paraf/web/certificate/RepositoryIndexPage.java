package id.paraf.web.certificate;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import id.paraf.certificate.Agreements;
import id.paraf.certificate.Authorities;
import id.paraf.certificate.Authority;
import id.paraf.certificate.PracticeStatements;
import id.paraf.certificate.Repository;
import id.paraf.certificate.RevocationLists;
import id.paraf.certificate.TimestampCertificates;
import id.paraf.web.Page;

/** "Repositori": everything that a relying party may want to fetch, with the fingerprints to compare, at addresses that stay. */
@Controller
class RepositoryIndexPage {

    private final Authorities authorities;
    private final Repository repository;
    private final RevocationLists lists;
    private final TimestampCertificates timestamps;
    private final Agreements agreements;
    private final PracticeNote note;
    private final PracticeStatements statements;

    RepositoryIndexPage(Authorities authorities, Repository repository, RevocationLists lists, TimestampCertificates timestamps,
            Agreements agreements, PracticeStatements statements, PracticeNote note) {
        this.authorities = authorities;
        this.repository = repository;
        this.lists = lists;
        this.timestamps = timestamps;
        this.agreements = agreements;
        this.statements = statements;
        this.note = note;
    }

    @GetMapping("/repository")
    String index(Page page, Model model) {
        var signsTimestamps = timestamps.inForce().stream().limit(1)
                .map(own -> new Shelf(Shelf.TIMESTAMPS, ChainLink.of(own.der()), List.of(), null));
        model.addAttribute("shelves", Stream
                .concat(Stream.of(authorities.root(), authorities.issuing()).map(this::shelf), signsTimestamps).toList());
        model.addAttribute("agreements", agreements.all().toList());
        model.addAttribute("statements", statements.all());
        note.addTo(model);
        return "certificate/repository";
    }

    private Shelf shelf(Authority authority) {
        return new Shelf(authority.name(), ChainLink.of(authority.der()), lists.names(authority.name()).stream()
                .flatMap(name -> Stream.concat(shown(name, false), shown(RevocationLists.delta(name), true))).toList(),
                authority.name().equals(Authorities.ISSUING) ? repository.ocsp() : null);
    }

    private Stream<Shelf.ShownList> shown(String name, boolean delta) {
        return lists.current(name).map(list -> new Shelf.ShownList(name, delta, list)).stream();
    }
}
