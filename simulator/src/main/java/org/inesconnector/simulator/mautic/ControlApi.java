package org.inesconnector.simulator.mautic;

import java.util.LinkedHashMap;

/** {@code /_simulator}: for those who have the simulator in another JVM. No sign-in. */
final class ControlApi {

    private final Mautic mautic;
    private final ContactActions contacts;
    private final Merging merging;
    private final Actions actions;
    private final RequestLog requests;

    ControlApi(Mautic mautic, ContactActions contacts, Merging merging, Actions actions, RequestLog requests) {
        this.mautic = mautic;
        this.contacts = contacts;
        this.merging = merging;
        this.actions = actions;
        this.requests = requests;
    }

    Reply state(Call call) {
        var node = Json.object();
        node.put("version", mautic.version.number());
        node.put("contacts", mautic.contacts.count());
        node.put("companies", mautic.companies.count());
        node.put("lastAuditRow", mautic.audit.lastId());
        var hooks = node.putArray("hooks");
        mautic.webhooks.all().forEach(hook -> hooks.addObject().put("id", hook.id()).put("url", hook.url())
                .put("published", hook.published()));
        var routes = node.putObject("requests");
        requests.counts().forEach(routes::put);
        return Reply.ok(node);
    }

    Reply seed(Call call) {
        new Seeder(mautic).seed(call.body().path("contacts").asInt(0), call.body().path("companies").asInt(0));
        return state(call);
    }

    Reply submit(Call call) {
        var results = new LinkedHashMap<String, String>();
        call.body().forEachEntry((alias, value) -> results.put(alias, value.asString("")));
        var submission = actions.submit(call.id(), results);
        var node = Json.object().put("contact", submission.contactId());
        var statuses = node.putArray("statuses");
        submission.statuses().forEach(statuses::add);
        return Reply.ok(node);
    }

    Reply run(Call call) {
        var node = Json.object();
        var statuses = node.putArray("statuses");
        actions.run(call.id(), call.id("contact")).forEach(statuses::add);
        return Reply.ok(node);
    }

    Reply points(Call call) {
        contacts.addPoints(call.id(), call.body().path("points").asInt(0), Json.text(call.body(), "name", "Visite"),
                "visite", "url", Author.SYSTEM);
        return Reply.success();
    }

    Reply merge(Call call) {
        merging.merge(call.body().path("winner").asLong(0), call.body().path("loser").asLong(0));
        return Reply.success();
    }

    Reply clearRequests(Call call) {
        requests.clear();
        return Reply.success();
    }
}
