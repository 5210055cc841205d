package id.paraf.web.esign;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import id.paraf.esign.Permission;
import id.paraf.esign.Permissions;
import id.paraf.web.DashboardItem;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** Codes that applications ask the viewer for, and those that are good now, on the dashboard. */
@Component
class PermissionItems implements DashboardItem.Source {

    private final Permissions permissions;

    PermissionItems(Permissions permissions) {
        this.permissions = permissions;
    }

    @Override
    public List<DashboardItem> itemsFor(Viewer viewer, Page page) {
        if (!viewer.is("SIGNER") || viewer.stopped()) {
            return List.of();
        }
        var wanted = permissions.wanted(viewer.account()).stream().map(ask -> new DashboardItem("info", "key",
                page.t("esign.permission.dashboard.wanted.title", ask.application(), ask.files()),
                page.t("esign.permission.dashboard.wanted.text"),
                "/permissions/new?application=" + ask.client() + "&files=" + ask.files(),
                page.t("esign.permission.dashboard.wanted.action")));
        var open = permissions.of(viewer.account()).stream().filter(Permission::open).map(one -> new DashboardItem("warning", "key",
                page.t("esign.permission.dashboard.open.title", one.application()),
                page.t("esign.permission.dashboard.open.text", page.time(one.until()), one.left()), "/permissions/" + one.id(),
                page.t("esign.permission.dashboard.open.action")));
        return Stream.concat(wanted, open).toList();
    }
}
