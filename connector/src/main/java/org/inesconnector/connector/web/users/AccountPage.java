package org.inesconnector.connector.web.users;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.users.Throttle;
import org.inesconnector.connector.users.Users;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where everybody changes his own password. */
@Controller
class AccountPage {

    private final Users users;
    private final Throttle throttle;

    AccountPage(Users users, Throttle throttle) {
        this.users = users;
        this.throttle = throttle;
    }

    @GetMapping("/account")
    String show(Principal user, Model model) {
        model.addAttribute("user", users.find(user.getName()).orElseThrow());
        return "account";
    }

    @PostMapping("/account")
    String changePassword(
            @RequestParam String current,
            @RequestParam String password,
            @RequestParam String again,
            Principal user,
            HttpServletRequest request,
            Model model,
            RedirectAttributes next) throws ServletException {
        var name = user.getName();
        var problem = checked(name, current, request.getRemoteAddr())
                .or(() -> UsersPage.problem(password, again, () -> users.changePassword(name, password)));
        if (problem.isPresent()) {
            model.addAttribute("problem", problem.get());
            return show(user, model);
        }
        request.logout();
        next.addFlashAttribute("notice", Message.of("user.own-password-changed"));
        return "redirect:/sign-in";
    }

    /** Whoever finds somebody else's page open cannot try passwords out either. */
    private Optional<Message> checked(String name, String password, String address) {
        var wait = throttle.tries(name, address);
        if (wait.isPresent()) {
            return Optional.of(Message.of("user.wait", wait.get().toSeconds() + 1));
        }
        if (!users.isPassword(name, password)) {
            return Optional.of(Message.of("user.wrong-password"));
        }
        throttle.succeeded(name, address);
        return Optional.empty();
    }
}
