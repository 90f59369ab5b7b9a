package org.inesconnector.simulator.mautic;

import java.util.LinkedHashMap;

/**
 * What visitors and Mautic itself do, for those who have the simulator in another JVM. JSON both ways, besides the controls
 * that every simulator has:
 *
 * <pre>
 * POST /_simulator/forms/{id}/submit                    {"courriel": "zoe@example.com"}, by the aliases of the form
 * POST /_simulator/campaigns/{id}/contacts/{contact}
 * POST /_simulator/contacts/{id}/points                 {"points": 20, "name": "Salon"}
 * POST /_simulator/merge                                {"winner": 1, "loser": 2}
 * </pre>
 */
final class ControlApi {

    private final ContactActions contacts;
    private final Merging merging;
    private final Actions actions;

    ControlApi(ContactActions contacts, Merging merging, Actions actions) {
        this.contacts = contacts;
        this.merging = merging;
        this.actions = actions;
    }

    Reply submit(ApiCall call) {
        var results = new LinkedHashMap<String, String>();
        call.body().forEachEntry((alias, value) -> results.put(alias, value.asString("")));
        var submission = actions.submit(call.id(), results);
        var node = Json.object().put("contact", submission.contactId());
        var statuses = node.putArray("statuses");
        submission.statuses().forEach(statuses::add);
        return Reply.ok(node);
    }

    Reply run(ApiCall call) {
        var node = Json.object();
        var statuses = node.putArray("statuses");
        actions.run(call.id(), call.id("contact")).forEach(statuses::add);
        return Reply.ok(node);
    }

    Reply points(ApiCall call) {
        contacts.visit(call.id(), call.body().path("points").asInt(0), Json.text(call.body(), "name", "Visite"));
        return Reply.success();
    }

    Reply merge(ApiCall call) {
        merging.merge(call.body().path("winner").asLong(0), call.body().path("loser").asLong(0));
        return Reply.success();
    }
}
