package org.inesconnector.simulator.mautic;

/** {@code /api/hooks}. */
final class HooksApi {

    private final Mautic mautic;

    HooksApi(Mautic mautic) {
        this.mautic = mautic;
    }

    Reply list(ApiCall call) {
        var node = Json.object();
        node.put("total", mautic.webhooks.all().size());
        var hooks = node.putArray("hooks");
        mautic.webhooks.all().stream().skip(call.number("start", 0)).limit(call.number("limit", 30))
                .forEach(hook -> hooks.add(hook.node()));
        return Reply.ok(node);
    }

    Reply get(ApiCall call) {
        return Reply.of("hook", mautic.webhooks.find(call.id()).orElseThrow(ApiError::notFound).node());
    }

    Reply create(ApiCall call) {
        if (Json.text(call.body(), "webhookUrl", "").isEmpty()) {
            throw ApiError.invalid("webhookUrl", "A valid URL is required.");
        }
        return Reply.created(Reply.named("hook", mautic.webhooks.create(call.body()).node()));
    }

    Reply edit(ApiCall call) {
        return Reply.of("hook", mautic.webhooks.edit(call.id(), call.body()).node());
    }

    Reply delete(ApiCall call) {
        return Reply.of("hook", mautic.webhooks.delete(call.id()).node());
    }

    Reply triggers(ApiCall call) {
        return Reply.ok(Json.resource("triggers.json"));
    }
}
