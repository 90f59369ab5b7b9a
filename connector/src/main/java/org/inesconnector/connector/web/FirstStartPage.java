package org.inesconnector.connector.web;

import jakarta.servlet.http.HttpServletRequest;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.users.FirstStart;
import org.inesconnector.connector.users.Throttle;
import org.inesconnector.connector.users.UnusablePassword;
import org.inesconnector.connector.users.Users;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the first administrator chooses his name and password. */
@Controller
class FirstStartPage {

    private static final String CODE = "first start";

    private final Users users;
    private final FirstStart firstStart;
    private final Throttle throttle;

    FirstStartPage(Users users, FirstStart firstStart, Throttle throttle) {
        this.users = users;
        this.firstStart = firstStart;
        this.throttle = throttle;
    }

    @GetMapping("/first-start")
    String show() {
        return users.isAnybodyThere() ? "redirect:/sign-in" : "first-start";
    }

    @PostMapping("/first-start")
    String begin(
            @RequestParam String code,
            @RequestParam String username,
            @RequestParam String password,
            @RequestParam String again,
            HttpServletRequest request,
            Model model,
            RedirectAttributes next) {
        if (!password.equals(again)) {
            return refused(model, code, username, Message.of("user.passwords-differ"));
        }
        var wait = throttle.tries(CODE, request.getRemoteAddr());
        if (wait.isPresent()) {
            return refused(model, code, username, Message.of("user.wait", wait.get().toSeconds() + 1));
        }
        try {
            if (!firstStart.begin(code, username.strip(), password)) {
                return users.isAnybodyThere()
                        ? "redirect:/sign-in"
                        : refused(model, code, username, Message.of("user.wrong-code"));
            }
        } catch (UnusablePassword e) {
            return refused(model, code, username, e.why());
        }
        throttle.succeeded(CODE, request.getRemoteAddr());
        next.addFlashAttribute("notice", Message.of("user.created", username.strip()));
        return "redirect:/sign-in";
    }

    /** The code is given back to whoever has typed it: to copy it from the log once more is tedious. */
    private static String refused(Model model, String code, String username, Message why) {
        model.addAttribute("code", code);
        model.addAttribute("username", username);
        model.addAttribute("problem", why);
        return "first-start";
    }
}
