package org.inesconnector.simulator.mautic;

import static org.inesconnector.simulator.mautic.Route.delete;
import static org.inesconnector.simulator.mautic.Route.edit;
import static org.inesconnector.simulator.mautic.Route.get;
import static org.inesconnector.simulator.mautic.Route.post;

import java.util.List;
import java.util.stream.Stream;

/** Every address that the simulator answers. */
final class Routes {

    private Routes() {}

    static List<Route> all(ContactsApi contacts, CompaniesApi companies, FieldsApi fields, StatsApi stats,
            HooksApi hooks, MarketingApi marketing, ControlApi control, ContactsPage page) {
        return Stream.of(contacts(contacts), companies(companies), fields(fields), stats(stats), hooks(hooks),
                marketing(marketing), control(control, page)).flatMap(List::stream).toList();
    }

    private static List<Route> contacts(ContactsApi contacts) {
        return List.of(get("/api/contacts", contacts::list), //
                get("/api/contacts/{id}", contacts::get), //
                post("/api/contacts/new", contacts::create), //
                edit("/api/contacts/{id}/edit", contacts::edit), //
                post("/api/contacts/batch/new", contacts::batchCreate), //
                edit("/api/contacts/batch/edit", contacts::batchEdit), //
                delete("/api/contacts/{id}/delete", contacts::delete), //
                get("/api/contacts/{id}/companies", contacts::companies), //
                get("/api/contacts/{id}/activity", contacts::activity), //
                post("/api/contacts/{id}/points/plus/{points}", contacts::addPoints), //
                post("/api/contacts/{id}/points/minus/{points}", contacts::subtractPoints), //
                post("/api/contacts/{id}/dnc/{:channel}/add", contacts::addDoNotContact), //
                post("/api/contacts/{id}/dnc/{:channel}/remove", contacts::removeDoNotContact));
    }

    private static List<Route> companies(CompaniesApi companies) {
        return List.of(get("/api/companies", companies::list), //
                get("/api/companies/{id}", companies::get), //
                post("/api/companies/new", companies::create), //
                edit("/api/companies/{id}/edit", companies::edit), //
                delete("/api/companies/{id}/delete", companies::delete), //
                post("/api/companies/{id}/contact/{contact}/add", companies::addContact), //
                post("/api/companies/{id}/contact/{contact}/remove", companies::removeContact));
    }

    private static List<Route> fields(FieldsApi fields) {
        return List.of(get("/api/fields/{:object}", fields::list), //
                post("/api/fields/{:object}/new", fields::create));
    }

    private static List<Route> stats(StatsApi stats) {
        return List.of(get("/api/stats", stats::tables), //
                get("/api/stats/{:table}", stats::rows));
    }

    private static List<Route> hooks(HooksApi hooks) {
        return List.of(get("/api/hooks", hooks::list), //
                get("/api/hooks/triggers", hooks::triggers), //
                get("/api/hooks/{id}", hooks::get), //
                post("/api/hooks/new", hooks::create), //
                edit("/api/hooks/{id}/edit", hooks::edit), //
                delete("/api/hooks/{id}/delete", hooks::delete));
    }

    private static List<Route> marketing(MarketingApi marketing) {
        return List.of(get("/api/forms", marketing::forms), //
                post("/api/forms/new", marketing::createForm), //
                get("/api/campaigns", marketing::campaigns), //
                post("/api/campaigns/new", marketing::createCampaign), //
                get("/api/segments", marketing::segments), //
                post("/api/segments/new", marketing::createSegment), //
                get("/api/points/triggers", marketing::pointTriggers), //
                post("/api/points/triggers/new", marketing::createPointTrigger), //
                get("/api/tags", marketing::tags), //
                post("/api/tags/new", marketing::createTag));
    }

    private static List<Route> control(ControlApi control, ContactsPage page) {
        return List.of(get("/", page::show), //
                post("/_simulator/forms/{id}/submit", control::submit), //
                post("/_simulator/campaigns/{id}/contacts/{contact}", control::run), //
                post("/_simulator/contacts/{id}/points", control::points), //
                post("/_simulator/merge", control::merge));
    }
}
