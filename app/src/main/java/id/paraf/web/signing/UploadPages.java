package id.paraf.web.signing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

import id.paraf.kernel.Origin;
import id.paraf.pades.verify.Breach;
import id.paraf.signing.SigningSettings;
import id.paraf.signing.Trouble;
import id.paraf.signing.UploadDocument;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** "Unggah dokumen": one or many at a time, each with a word of its own. */
@Controller
class UploadPages {

    private final UploadDocument upload;
    private final SigningSettings settings;

    UploadPages(UploadDocument upload, SigningSettings settings) {
        this.upload = upload;
        this.settings = settings;
    }

    @GetMapping(UploadServlet.PATH)
    String form(Viewer viewer, Page page, Model model) {
        return form(Form.empty(), 0, page, model);
    }

    @PostMapping(UploadServlet.PATH)
    String take(@RequestParam(required = false) @Nullable List<MultipartFile> files, Viewer viewer, Page page, Origin origin,
            Model model) throws IOException {
        // A form without a chosen file sends one without a name.
        var chosen = files == null ? List.<MultipartFile>of() : files.stream().filter(file -> !name(file).isEmpty()).toList();
        if (chosen.isEmpty() || chosen.size() > settings.mostFiles()) {
            page.refused();
            return form(chosen.isEmpty() ? Form.empty().error("files", "signing.upload.none")
                    : Form.empty().error("files", "signing.upload.many", settings.mostFiles(), chosen.size()), 0, page, model);
        }
        var taken = new ArrayList<UUID>();
        var form = Form.empty();
        for (var file : chosen) {
            var outcome = file.getSize() > settings.mostBytes().toBytes() ? new UploadDocument.Outcome.Refused(Trouble.TOO_LARGE)
                    : upload.upload(viewer.account(), name(file), file.getBytes(), origin);
            switch (outcome) {
                case UploadDocument.Outcome.Uploaded(var document) -> taken.add(document.id());
                case UploadDocument.Outcome.Refused(var trouble, var breach) ->
                    form.error("files", "signing.upload.notTaken", name(file), why(trouble, breach, page));
            }
        }
        if (form.ok()) {
            page.toast("signing.upload.done", taken.size());
            return "redirect:/documents" + (taken.size() == 1 ? "/" + taken.getFirst() : "");
        }
        page.refused();
        return form(form, taken.size(), page, model);
    }

    /** Since whose signature, where it is about one. */
    private static String why(Trouble trouble, @Nullable Breach breach, Page page) {
        return breach == null ? page.t("signing.trouble." + trouble)
                : page.t("signing.upload.breach." + trouble,
                        breach.signer().orElseGet(() -> page.t("signing.upload.breach.nobody")),
                        breach.field());
    }

    private static String name(MultipartFile file) {
        return file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    }

    private String form(Form form, int taken, Page page, Model model) {
        model.addAttribute("form", form).addAttribute("taken", taken).addAttribute("settings", settings)
                .addAttribute("most", page.size(settings.mostBytes().toBytes()));
        return "signing/upload";
    }
}
