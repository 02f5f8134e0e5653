package dev.tumbler.orders;

import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/** So many of one product. */
@Embeddable
public record OrderLine(@NotBlank @Size(max = 40) String product, @Positive int quantity) {}
