package org.inesconnector.connector.web.users;

import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.UnusablePassword;
import org.inesconnector.connector.users.User;
import org.inesconnector.connector.users.Users;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who may sign in, and what he may do. */
@Controller
@RequestMapping("/settings/users")
class UsersPage {

    private static final String LIST = "redirect:/settings/users";

    private final Users users;

    UsersPage(Users users) {
        this.users = users;
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("users", users.all());
        model.addAttribute("roles", Role.values());
        return "users";
    }

    @PostMapping
    String add(
            @RequestParam String username,
            @RequestParam String password,
            @RequestParam String again,
            @RequestParam Role role,
            Model model,
            RedirectAttributes next) {
        var name = username.strip();
        var problem = problem(password, again, () -> users.create(name, password, role));
        if (problem.isPresent()) {
            model.addAttribute("problem", problem.get());
            model.addAttribute("username", username);
            model.addAttribute("role", role);
            return show(model);
        }
        next.addFlashAttribute("notice", Message.of("user.created", name));
        return LIST;
    }

    static Optional<Message> problem(String password, String again, Runnable change) {
        if (!password.equals(again)) {
            return Optional.of(Message.of("user.passwords-differ"));
        }
        try {
            change.run();
            return Optional.empty();
        } catch (UnusablePassword e) {
            return Optional.of(e.why());
        }
    }

    @GetMapping("/edit")
    String edit(@RequestParam Optional<String> name, Model model) {
        return name.flatMap(users::find).map(user -> edit(user, model)).orElse(LIST);
    }

    private String edit(User user, Model model) {
        model.addAttribute("user", user);
        model.addAttribute("roles", Role.values());
        model.addAttribute("last", users.isLastAdministrator(user.name()));
        return "user";
    }

    @PostMapping("/password")
    String changePassword(
            @RequestParam String name,
            @RequestParam String password,
            @RequestParam String again,
            Model model,
            RedirectAttributes next) {
        var user = users.find(name);
        if (user.isEmpty()) {
            return gone(name, next);
        }
        var problem = problem(password, again, () -> users.changePassword(name, password));
        if (problem.isPresent()) {
            model.addAttribute("problem", problem.get());
            return edit(user.get(), model);
        }
        next.addFlashAttribute("notice", Message.of("user.password-changed", name));
        return LIST;
    }

    @PostMapping("/role")
    String changeRole(@RequestParam String name, @RequestParam Role role, RedirectAttributes next) {
        if (users.find(name).isEmpty()) {
            return gone(name, next);
        }
        boolean changed = users.changeRole(name, role);
        next.addFlashAttribute("notice", changed
                ? Message.of("user.role-changed", name, role.message())
                : Message.of("user.last-administrator", name));
        return LIST;
    }

    @PostMapping("/remove")
    String remove(@RequestParam String name, RedirectAttributes next) {
        if (users.find(name).isEmpty()) {
            return gone(name, next);
        }
        next.addFlashAttribute(
                "notice", Message.of(users.remove(name) ? "user.removed" : "user.last-administrator", name));
        return LIST;
    }

    private static String gone(String name, RedirectAttributes next) {
        next.addFlashAttribute("notice", Message.of("user.unknown", name));
        return LIST;
    }
}
